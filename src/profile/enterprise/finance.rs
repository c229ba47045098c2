//! Money of three years: the section `finance`.

section! {
    /// Finance (财务).
    Finance {
        fiscal_year: year "“上年度”所指年份" "The fiscal year called last year" [];
        last_year: part(LastYear) "上年度" "Last year" [];
        year_before: part(YearBefore) "前年度" "Year before" [];
        two_years_before: part(TwoYearsBefore) "再前一年" "Two years before" [];
    }
}

section! {
    /// The last complete fiscal year (上年度).
    LastYear {
        revenue: money "上年度营业收入" "Revenue, last year" ["2.1.c" "3.1.b" "X.1"];
        main_revenue: money "上年度主营业务收入" "Main-business revenue, last year" ["2.1.c" "3.1.b" "X.1"];
        rd_expense: money "上年度研发费用" "R&D expense, last year" ["2.1.c" "3.1.b" "X.1"];
        equity_raised: money "上年度新增股权融资" "Equity raised, last year" ["2.1.c" "3.1.b" "X.1"],
            help "只计合格机构投资者的实缴额" "Only what qualified institutional investors paid in";
        net_profit: balance "上年度净利润" "Net profit, last year" ["X.1"], help "亏损填负数" "A loss is negative";
        assets: money "上年末资产总额" "Total assets, end of last year" ["X.1"];
        liabilities: money "上年末负债总额" "Total liabilities, end of last year" ["X.1"];
        new_product_revenue: money "上年度新产品销售收入" "New-product revenue, last year" ["3.1.c"];
        tech_upgrade: money "上年度技术改造投入" "Investment in technical upgrades, last year" ["2.3.1"];
    }
}

section! {
    /// The fiscal year before the last one (前年度).
    YearBefore {
        revenue: money "前年度营业收入" "Revenue, year before" ["X.1"];
        main_revenue: money "前年度主营业务收入" "Main-business revenue, year before" ["X.1"];
        rd_expense: money "前年度研发费用" "R&D expense, year before" ["X.1"];
        equity_raised: money "前年度新增股权融资" "Equity raised, year before" ["X.1"],
            help "只计合格机构投资者的实缴额" "Only what qualified institutional investors paid in";
    }
}

section! {
    /// Two fiscal years before the last one (再前一年), the base of the first of two growth rates.
    TwoYearsBefore {
        main_revenue: money "再前一年主营业务收入" "Main-business revenue, two years before" ["X.1"];
    }
}
